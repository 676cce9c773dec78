@NullMarked
package io.winnow.cli.demo;

import org.jspecify.annotations.NullMarked;
