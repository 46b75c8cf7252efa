package dev.plimsoll.cli.declare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.cli.Trouble;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclaredTest {
    @TempDir
    Path here;

    @Test
    void aComposeFileWithItsOverrideIsTheDeclarationOfItsFolder() throws IOException {
        write("app/compose.yml", "a");
        write("app/compose.override.yml", "b");
        write("app/other.yml", "c");
        var declared = read("app");
        assertThat(declared.files()).containsExactly(java.util.Map.entry("compose.yml", "a"), java.util.Map.entry("compose.override.yml", "b"));
        assertThat(declared.folderName()).isEqualTo("app");
    }

    @Test
    void otherFoldersAreReadInNameOrder() throws IOException {
        write("platform/20-app.yaml", "b");
        write("platform/10-net.yml", "a");
        write("platform/notes.txt", "no");
        assertThat(read("platform").files().keySet()).containsExactly("10-net.yml", "20-app.yaml");
    }

    @Test
    void aFolderOfPairsHoldsSeveralDeclarations() throws IOException {
        write("apps/blog.yml", "a");
        write("apps/blog-rancher.yml", "b");
        write("apps/shop/docker-compose.yml", "c");
        write("apps/shop/rancher-compose.yml", "d");
        write("apps/shop/values.yml", "no");
        write("apps/assets/logo.txt", "no");
        write("apps/.ci.yml", "no");
        var declared = read("apps");
        assertThat(declared.files().keySet()).containsExactly("blog-rancher.yml", "blog.yml", "shop/docker-compose.yml", "shop/rancher-compose.yml");
        assertThat(declared.apart()).containsExactlyElementsOf(declared.files().keySet());
    }

    @Test
    void theRancherFileComesWithTheFirstOne() throws IOException {
        write("apps/blog.yml", "a");
        write("apps/blog-rancher.yml", "b");
        write("shop/docker-compose.yml", "c");
        write("shop/rancher-compose.yml", "d");
        assertThat(read("apps/blog.yml").files().keySet()).containsExactly("blog.yml", "blog-rancher.yml");
        assertThat(read("apps/blog.yml", "apps/blog-rancher.yml").files().keySet()).containsExactly("blog.yml", "blog-rancher.yml");
        assertThat(read("apps/blog-rancher.yml").files().keySet()).containsExactly("blog-rancher.yml");
        assertThat(read("shop").files().keySet()).containsExactly("docker-compose.yml", "rancher-compose.yml");
        assertThat(read("shop").apart()).isEmpty();
    }

    @Test
    void standardInputIsAFileOfThisFolder() throws IOException {
        var declared = Declared.read(List.of("-"), here, new ByteArrayInputStream("typed".getBytes(StandardCharsets.UTF_8)));
        assertThat(declared).isEqualTo(new Declared(here, java.util.Map.of("stdin.yml", "typed"), java.util.Set.of()));
    }

    @Test
    void nothingOutsideTheFolderIsRead() throws IOException {
        write("app/compose.yml", "a");
        write("outside.env", "SECRET=1");
        Files.createSymbolicLink(here.resolve("app/link.env"), here.resolve("outside.env"));
        var declared = read("app");
        for (var path : List.of("../outside.env", "link.env", "/etc/hostname", "sub/../../outside.env")) {
            assertThatThrownBy(() -> declared.other(path)).as(path).isInstanceOf(Trouble.class).hasMessageContaining("lies outside");
        }
        assertThat(declared.other("absent.env")).isEmpty();
        assertThatThrownBy(() -> read("app/compose.yml", "outside.env")).isInstanceOf(Trouble.class).hasMessageContaining("lies outside");
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        Files.write(Files.createDirectories(here.resolve("app")).resolve("compose.yml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> read("app")).isInstanceOf(Trouble.class).hasMessageContaining("no UTF-8 text");
        assertThatThrownBy(() -> read("nowhere")).isInstanceOf(Trouble.class).hasMessageContaining("there is no file or folder");
    }

    private Declared read(String... named) throws IOException {
        return Declared.read(List.of(named), here, InputStream.nullInputStream());
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(here.resolve(path).getParent());
        Files.writeString(here.resolve(path), text);
    }
}
