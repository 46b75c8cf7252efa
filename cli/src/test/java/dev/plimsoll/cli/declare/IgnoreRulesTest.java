package dev.plimsoll.cli.declare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cases as the documentation of Docker's build command tells them.
class IgnoreRulesTest {
    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', textBlock = """
        node_modules            | node_modules/a/b.js  | true  | a folder takes everything in it along
        node_modules            | src/node_modules/x   | false | a name means the root only
        **/node_modules         | src/node_modules/x   | true  | two stars are any number of folders
        **/node_modules         | node_modules/x       | true  | or none
        */temp*                 | a/temporary.txt      | true  | one star is one name
        */temp*                 | a/b/temporary.txt    | false | and not two
        temp?                   | tempa                | true  | a question mark is one character
        temp?                   | temp                 | false | and not none
        *.md;!README.md         | README.md            | false | an exclamation mark takes back
        *.md;!README*.md;README-secret.md | README-secret.md | true | the last that matches decides
        /build                  | build/x              | true  | a slash at the start changes nothing
        ./build/                | build/x              | true  | nor does a point or a slash at the end
        # build                 | build                | false | a comment is no rule
        [a-c].txt               | b.txt                | true  | a class of characters
        [!a-c].txt              | b.txt                | false | a class turned round
        a.b                     | axb                  | false | a point is a point
        **                      | a/b/c                | true  | everything
        docs/**/*.tmp           | docs/a/b/x.tmp       | true  | two stars in the middle
        """)
    void decides(String rules, String path, boolean out, String why) {
        assertThat(IgnoreRules.read(rules.replace(';', '\n')).leavesOut(path)).as(why).isEqualTo(out);
    }
}
