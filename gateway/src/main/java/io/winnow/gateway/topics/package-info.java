/** The gateway's Kafka side: follows a pipeline's topics without a group, and writes questions and other records. The gateway calls. */
@NullMarked
package io.winnow.gateway.topics;

import org.jspecify.annotations.NullMarked;
