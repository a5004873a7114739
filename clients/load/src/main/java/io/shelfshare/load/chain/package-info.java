/**
 * The demo chain: a catalogue, shops, owners and shelf stock, drawn from data nobody here wrote
 * (the TPC-DS retail generator and a table of real cities) and from a seed.
 *
 * <p>Here live plain records and the rules that derive them. Nothing here knows protobuf, gRPC, a
 * clock or a running cluster: loading a chain is the business of the packages above.
 */
package io.shelfshare.load.chain;
