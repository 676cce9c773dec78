/**
 * The pages that are made from the code: options with their JSON Schema, topics, metrics, bundles; and Grafana's dashboards, which are made from a list of their
 * queries. The lists of the code enter, text leaves; a test compares it with what stands in {@code docs/} and {@code deploy/grafana/}.
 */
@NullMarked
package io.winnow.jobs.docs;

import org.jspecify.annotations.NullMarked;
