package io.github.posttlslint.suites;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Tests in which a running Postfix judges; they mostly wait for it. */
@Suite(failIfNoTests = false) // some profiles leave one out
@SelectPackages("io.github.posttlslint")
@IncludeClassNamePatterns(".*Test")
@IncludeTags("referee")
class RefereeSuite {}
