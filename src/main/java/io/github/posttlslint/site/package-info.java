/**
 * Makes the site: a page for each rule, parameter, profile and command, and the manual. A step of
 * the build; what is installed is without it.
 */
@NullMarked
package io.github.posttlslint.site;

import org.jspecify.annotations.NullMarked;
