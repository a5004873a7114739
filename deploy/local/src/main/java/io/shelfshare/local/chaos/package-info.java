/**
 * Things that go wrong with a local cluster on purpose, and what they take. Who trades meanwhile,
 * and what is judged in the end, is not known here.
 */
package io.shelfshare.local.chaos;
