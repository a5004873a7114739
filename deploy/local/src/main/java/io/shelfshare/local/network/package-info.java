/**
 * Where the parts of a local cluster listen: on the loopback address, or as hosts of their own in
 * network namespaces, between which wires can be cut. What runs there is not known here.
 */
package io.shelfshare.local.network;
