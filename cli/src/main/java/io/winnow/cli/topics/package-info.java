/** {@code winnow topics}: what a broker must have, created, checked and listed as rights. The parser calls. */
@NullMarked
package io.winnow.cli.topics;

import org.jspecify.annotations.NullMarked;
