package io.github.posttlslint.suites;

import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All other tests. */
@Suite(failIfNoTests = false) // some profiles leave one out
@SelectPackages("io.github.posttlslint")
@IncludeClassNamePatterns(".*Test")
@ExcludeTags("referee")
class ProgramSuite {}
