/**
 * What stands between the simulated entities and the decisions of the domain: nothing, or a planted
 * fault that shows whether the judge bites. The domain itself has no part in it.
 */
package io.shelfshare.simulation.fault;
