/**
 * Loads a {@link io.shelfshare.load.chain.DemoChain} into a running cluster through the public API.
 *
 * <p>Here live the translation of the chain's records into API messages and the order and pace of
 * the calls. Nothing here reaches past the API: what the loader can do, an integrator can do.
 */
package io.shelfshare.load.loader;
