package dev.plimsoll.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.SecretSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A folder of pairs, compose files and Plimsoll documents is one declaration.
class FoldersTest {
    private final Client client = new Client();
    private final Map<String, String> files = new LinkedHashMap<>();

    @AfterEach
    void stop() {
        client.close();
    }

    @BeforeEach
    void aFolder() {
        files.put("10-settings.yml", "apiVersion: plimsoll/v1\nkind: Environment\nmetadata: {name: prod}\nspec: {variables: {STAGE: prod}}\n");
        files.put("blog-rancher.yml", "version: '2'\ncatalog:\n  questions:\n    - {variable: PASSWORD, type: password, required: true, description: Of the database}\nservices:\n  web: {scale: 2}\n");
        files.put("blog.yml", "version: '2'\nservices:\n  web: {image: 'blog:1', environment: {PASSWORD: '${PASSWORD}'}}\n  old: {image: 'old:1'}\n");
        files.put("shop.yml", "services:\n  web: {image: 'shop:1'}\n");
        files.put("wiki/docker-compose.yml", "web: {image: 'wiki:1'}\n");
        files.put("wiki/rancher-compose.yml", "web: {scale: 3}\n");
    }

    private String request(String more) {
        var text = new StringBuilder("{\"files\":{");
        files.forEach((path, content) -> text.append(text.charAt(text.length() - 1) == '{' ? "" : ",").append(Client.quoted(path)).append(':').append(Client.quoted(content)));
        var all = files.keySet().stream().map(Client::quoted).toList();
        return text + "},\"order\":" + all + ",\"apart\":" + all + ",\"folder\":\"apps\",\"missing\":[\".env\",\"wiki/.env\"]" + more + "}";
    }

    private AssemblySpec assembly(String name) {
        return client.plane.store.get(new Key(Kind.ASSEMBLY, "default", name)).orElseThrow().spec(AssemblySpec.class);
    }

    @Test
    void eachPairAndComposeFileIsAnAssembly() {
        var answer = client.send("POST", "/v1/apply", request(",\"set\":{\"PASSWORD\":\"hush\"}"));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        assertThat(answer.raw().body()).doesNotContain("hush");
        assertThat(assembly("blog").topology().components().get("web").replicas()).isEqualTo(2);
        assertThat(assembly("blog").dialect()).isEqualTo("rancher");
        assertThat(assembly("shop").dialect()).isEqualTo("compose");
        assertThat(assembly("wiki").topology().components().get("web").replicas()).isEqualTo(3);
        assertThat(client.plane.store.get(new Key(Kind.ENVIRONMENT, "default", "prod"))).isPresent();
        var secret = client.plane.store.get(new Key(Kind.SECRET, "default", "blog-passwords")).orElseThrow().spec(SecretSpec.class);
        assertThat(secret.data().get("web.PASSWORD")).startsWith(SecretSpec.SEALED_PREFIX);
    }

    @Test
    void pruningOnePairTouchesNoOther() {
        client.send("POST", "/v1/apply", request(",\"set\":{\"PASSWORD\":\"hush\"}"));
        files.put("blog.yml", "version: '2'\nservices:\n  web: {image: 'blog:1'}\n");
        files.remove("shop.yml");
        var answer = client.send("POST", "/v1/apply", request(",\"prune\":true,\"set\":{\"PASSWORD\":\"hush\"}"));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        assertThat(assembly("blog").topology().components().keySet()).containsExactly("web");
        assertThat(assembly("shop").topology().components().keySet()).containsExactly("web");
    }

    @Test
    void missingAnswersOfAllPairsAreSaidTogether() {
        files.put("wiki/rancher-compose.yml", ".catalog:\n  questions:\n    - {variable: HOST, required: true, label: Host name}\nweb: {scale: 3}\n");
        var answer = client.send("POST", "/v1/apply", request(",\"unset\":[\"PASSWORD\",\"HOST\"]"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.raw().body()).contains("parameter 'PASSWORD' must be set: Of the database", "parameter 'HOST' must be set: Host name");
    }

    @Test
    void valuesComeFromFilesAndOneByOne() {
        files.keySet().removeIf(f -> !f.startsWith("blog"));
        files.put("blog.yml", "version: '2'\nservices:\n  web: {image: '${IMAGE}:${TAG}', environment: {A: '${A}', PASSWORD: '${PASSWORD}'}}\n");
        var answer = client.send("POST", "/v1/apply", request(",\"values\":[{\"name\":\"prod.yml\",\"text\":\"IMAGE: blog\\nTAG: 1.10\\nPASSWORD: hush\\n\"},"
            + "{\"name\":\"more.env\",\"text\":\"A='x y'\\nTAG=2\\n\"}],\"set\":{\"TAG\":\"3\"}"));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        assertThat(assembly("blog").topology().components().get("web").image()).isEqualTo("blog:3");
        assertThat(assembly("blog").topology().components().get("web").environment()).isEqualTo(Map.of("A", "x y"));
        var wrong = client.send("POST", "/v1/apply", request(",\"values\":[{\"name\":\"prod.yml\",\"text\":\"A: [1]\\n\"}]"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.raw().body()).contains("prod.yml:1:1: error: A: a value is a text");
    }

    @Test
    void whatDeclaresNothingIsNamed() {
        files.put("prometheus.yml", "scrape_configs: []\n");
        var answer = client.send("POST", "/v1/apply", request(",\"set\":{\"PASSWORD\":\"hush\"}"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.raw().body()).contains("prometheus.yml: error: this is no Plimsoll document");
    }

    @Test
    void whatAnotherFileRefersToIsNoAssembly() {
        files.put("common.yml", "services:\n  base: {image: 'base:1'}\n");
        files.put("shop.yml", "services:\n  web: {extends: {file: ./common.yml, service: base}}\n");
        var answer = client.send("POST", "/v1/apply", request(",\"set\":{\"PASSWORD\":\"hush\"}"));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        assertThat(answer.raw().body()).contains("because shop.yml refers to it");
        assertThat(client.plane.store.get(new Key(Kind.ASSEMBLY, "default", "common"))).isEmpty();
        assertThat(assembly("shop").topology().components().get("web").image()).isEqualTo("base:1");
    }

    @Test
    void oneNameIsNotForMany() {
        var answer = client.send("POST", "/v1/apply", request(",\"assembly\":\"x\",\"set\":{\"PASSWORD\":\"hush\"}"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.raw().body()).contains("one name was given for 3 assemblies");
    }
}
