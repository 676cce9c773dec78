/** What the page shows, gathered from records as they come: the line, the streams, the questions and answers. Plain values, knowing neither Kafka nor HTTP. */
@NullMarked
package io.winnow.gateway.live;

import org.jspecify.annotations.NullMarked;
