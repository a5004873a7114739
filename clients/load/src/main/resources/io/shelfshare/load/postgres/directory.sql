-- What the service needs beside the schema that was given: the directory whose numbers the stock lines name.
CREATE TABLE inv.owner (name text PRIMARY KEY, body bytea NOT NULL);
CREATE TABLE inv.store (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE, body bytea NOT NULL);
CREATE TABLE inv.sku (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE, body bytea NOT NULL);
CREATE SEQUENCE inv.request_id MINVALUE 1 START 1 CACHE 1;
