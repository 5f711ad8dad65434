/**
 * Facts about Postfix itself: parameters with type, values, defaults and life span per release,
 * service programs, lookup table types, names that services and tables bring along. Nothing here
 * knows the setup that is judged.
 */
@NullMarked
package io.github.posttlslint.postfix;

import org.jspecify.annotations.NullMarked;
