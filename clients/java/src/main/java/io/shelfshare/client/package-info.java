/**
 * The client library: one connection to a Shelfshare chain for programs in Java.
 *
 * <p>Here live the connection with its endpoints, tokens, retries and deadlines, the reading of
 * errors, the iterators over pages and the watch that resumes by itself. Terminal output, files and
 * rules of the market do not belong here: what a store may do is decided by the cluster alone.
 */
package io.shelfshare.client;
