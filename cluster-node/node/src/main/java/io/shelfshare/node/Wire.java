package io.shelfshare.node;

/**
 * Marks what travels between nodes (commands, replies, publications); it is written as Jackson CBOR
 * and never stored. A message without this mark that meets a remote node fails loudly.
 */
public interface Wire {}
