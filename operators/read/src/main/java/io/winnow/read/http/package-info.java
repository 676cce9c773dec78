/**
 * A reader that is an endpoint of the user's: pictures of kept frames and a question go to an OpenAI-compatible chat-completions interface, its text comes back. What the endpoint may be, how long it is
 * waited for and what it may send is decided here; {@link io.winnow.read.http.HttpReader} is what others call.
 */
@NullMarked
package io.winnow.read.http;

import org.jspecify.annotations.NullMarked;
