/**
 * Who is asked and when, and who is best: policies as data, rings of an audience, scores with their
 * parts, and what is learned about stores from outcomes. Everything is integer arithmetic, so that
 * a decision can be made again from what was recorded. Nothing here knows a request's life.
 */
package io.shelfshare.domain.routing;
