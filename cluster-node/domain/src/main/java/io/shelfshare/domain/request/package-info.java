/**
 * The open call for units: who may grab, what is covered, when it ends. The only place where units
 * are awarded. Nothing of stock or of an order's way lives here but what they report.
 */
package io.shelfshare.domain.request;
