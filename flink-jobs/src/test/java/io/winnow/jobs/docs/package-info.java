@NullMarked
package io.winnow.jobs.docs;

import org.jspecify.annotations.NullMarked;
