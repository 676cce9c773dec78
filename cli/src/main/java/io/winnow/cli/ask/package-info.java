/**
 * Questions on one file, folder or URL, without a broker. Words of the command line enter, answers leave as lines for people or as JSON, in the form that every command gives answers in.
 */
@NullMarked
package io.winnow.cli.ask;

import org.jspecify.annotations.NullMarked;
