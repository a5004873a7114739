/**
 * One supplier's leg of a request, from award to settlement. It drives the stocks and the request
 * by steps that it tells them until they have taken them.
 */
package io.shelfshare.domain.order;
