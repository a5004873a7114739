/**
 * The packing slip as a PDF: a barcode, text and rules. Knows what is printed, and neither the
 * API's messages nor where the words come from.
 */
package io.shelfshare.node.grpc.slip;
