/**
 * Brings news to people and programs outside. An endpoint book says where; what requests and orders
 * publish becomes news for the endpoints that it concerns; one courier for each endpoint queues
 * them durably and sends them until they are taken. Nothing in the market waits for any of it, and
 * nothing here decides anything about a request or an order.
 */
package io.shelfshare.node.notify;
