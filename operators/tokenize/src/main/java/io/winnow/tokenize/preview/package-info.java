/** Small pictures of frames, for readers that look at pictures: frames enter before they are tokenized, {@link io.winnow.records.Preview} leaves. The stage's operator calls; the gateway makes JPEGs of reconstructions as well. */
@NullMarked
package io.winnow.tokenize.preview;

import org.jspecify.annotations.NullMarked;
