/**
 * Messages that reach people and programs outside: where they can be reached, which news they want,
 * when they may be disturbed, and what becomes of a message. Nothing here knows HTTP or a channel's
 * format.
 */
package io.shelfshare.domain.notify;
