/** How fast the reader answers: on contexts that it has read and has not, questions together and alone, and on streams that go on. Suites leave; the command calls by their names. */
@NullMarked
package io.winnow.bench.read;

import org.jspecify.annotations.NullMarked;
