/** What zones of the DNS say, as far as mail is concerned; nobody is asked, files are read. */
@NullMarked
package io.github.posttlslint.zone;

import org.jspecify.annotations.NullMarked;
