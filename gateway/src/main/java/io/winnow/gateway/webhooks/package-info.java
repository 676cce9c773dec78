/**
 * Sends alerts to the endpoints of a pipeline's users, by Standard Webhooks 1.0.0. Records of the topic of alerts enter, signed requests leave, and dead letters for what no endpoint took. The gateway
 * calls {@link io.winnow.gateway.webhooks.Webhooks}; each endpoint has a thread and a consumer group of its own, so that none waits for another.
 */
@NullMarked
package io.winnow.gateway.webhooks;

import org.jspecify.annotations.NullMarked;
