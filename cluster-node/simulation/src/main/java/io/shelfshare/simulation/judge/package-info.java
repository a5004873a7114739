/**
 * The independent model: it sees what the entities persist, what they answer and what their states
 * show, adds up by itself what that means, and says which promise is broken. It must not call
 * anything of the domain that decides; records and ids are all it shares with it.
 */
package io.shelfshare.simulation.judge;
