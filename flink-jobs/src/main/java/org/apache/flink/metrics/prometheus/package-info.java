/** One class that has to stand in this package of Flink's. An address enters, what Prometheus scrapes there leaves; the factory of Winnow's reporters calls. */
@NullMarked
package org.apache.flink.metrics.prometheus;

import org.jspecify.annotations.NullMarked;
