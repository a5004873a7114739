/**
 * How a market fares as it grows: what sizes were measured, and what came of it. Nothing here
 * starts a process or shows a result.
 */
package io.shelfshare.load.growth;
