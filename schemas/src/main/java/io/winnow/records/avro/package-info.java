/**
 * The records in Avro's single-object encoding, as topics and state hold them. Plain records enter and bytes leave, or the other way round; anyone who reads or writes a topic may call.
 */
@NullMarked
package io.winnow.records.avro;

import org.jspecify.annotations.NullMarked;
