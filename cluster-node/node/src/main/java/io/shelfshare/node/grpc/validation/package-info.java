/**
 * What can be told wrong of a request by looking at it and at the clock: the rules written in the
 * protos, and those that they cannot say. Whether a store or a SKU exists, and who may do what, is
 * asked elsewhere.
 */
package io.shelfshare.node.grpc.validation;
