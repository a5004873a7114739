/**
 * A busy market played by seeded virtual clerks over the public API, and an audit that judges the
 * promises from what was acknowledged to them and what the API says afterwards.
 *
 * <p>The player and the audit know the API alone, and the audit knows nothing of how the player
 * played. Starting and killing clusters belongs to those who call this package.
 */
@NullMarked
package io.shelfshare.load.market;

import org.jspecify.annotations.NullMarked;
