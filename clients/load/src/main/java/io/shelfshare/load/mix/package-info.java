/**
 * What a load run does: operations, their shares, rates and bounds, and the files they are read
 * from. Nothing here sends or measures anything.
 */
package io.shelfshare.load.mix;
