/**
 * Proves the promises on a whole cluster that is killed, restarted and left by its nodes while
 * stores trade. What is judged is what a client can see: acknowledged answers, later reads, and the
 * journal's rows. Nothing here knows a node's classes, and nothing is mocked.
 */
package io.shelfshare.it;
