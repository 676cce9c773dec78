/** A gateway that many watch and ask while its pipeline works: a broker, cameras, the line, the gateway and its clients, each of the last three a process of its own. */
@NullMarked
package io.winnow.bench.gateway;

import org.jspecify.annotations.NullMarked;
