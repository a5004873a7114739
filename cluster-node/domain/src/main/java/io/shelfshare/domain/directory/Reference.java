package io.shelfshare.domain.directory;

/** A record of the directory. */
public sealed interface Reference permits Owner, Store, Sku, Contract, Staff {
  /** What a later record replaces this one by; unique in the whole directory. */
  Object key();
}
