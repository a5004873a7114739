/**
 * The calls that the load generator sends, served over PostgreSQL: what a team would write in place
 * of Shelfshare, to measure against. Nothing here is part of the product, and nothing of the
 * product is used here but the API's messages.
 */
package io.shelfshare.peer;
