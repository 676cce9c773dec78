@NullMarked
package io.winnow.read.http;

import org.jspecify.annotations.NullMarked;
