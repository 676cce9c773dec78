/**
 * An archive: pictures and clips as rows of visual tokens in Parquet objects. Addresses of originals enter and become a plan of what is not held yet; rows of tokens enter and become objects; objects
 * enter and become rows again. The files are the ledger: nothing else says what is done. The archive's job and the command call.
 */
@NullMarked
package io.winnow.archive;

import org.jspecify.annotations.NullMarked;
