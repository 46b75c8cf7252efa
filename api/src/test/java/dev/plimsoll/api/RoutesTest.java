package dev.plimsoll.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Target;
import dev.plimsoll.store.Write;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final Key SHOP = new Key(Kind.ASSEMBLY, "default", "shop");
    private static final String ASSEMBLY = "apiVersion: plimsoll/v1\nkind: Assembly\nmetadata: {name: shop}\nspec: {topology: {components: {web: {image: nginx}}}}\n";
    private static final String LABELS = "services:\n  web:\n    image: nginx\n    expose: ['80']\n    labels:\n      traefik.http.routers.front.rule: Host(`a.example.org`)\n"
        + "      traefik.http.routers.front.middlewares: m\n      traefik.http.middlewares.m.basicauth.users: 'ann:$$2y$$05$$" + "s".repeat(53) + "'\n";

    private final Client client = new Client();

    @AfterEach
    void stop() {
        client.close();
    }

    private static String request(String file, String more) {
        return "{\"files\":{\"shop.yaml\":" + Client.quoted(file) + "}" + more + "}";
    }

    private Client.Reply post(String path, String file) {
        return client.send("POST", path, request(file, ",\"assembly\":\"shop\",\"missing\":[\".env\"]"));
    }

    private AssemblySpec stored() {
        return client.plane.store.get(SHOP).orElseThrow().spec(AssemblySpec.class);
    }

    @Test
    void routesOfLabelsAreInThePreviewAndHashesAreNot() {
        var preview = post("/v1/preview", LABELS);
        assertThat(preview.status()).as(preview.raw().body()).isEqualTo(200);
        assertThat(preview.raw().body()).contains("secret/default/shop-m-users").doesNotContain("ssss");

        assertThat(post("/v1/apply", LABELS).status()).isEqualTo(200);
        assertThat(stored().topology().routes().get("front").access().basic()).hasValueSatisfying(b -> assertThat(b.secret()).isEqualTo("shop-m-users"));
        assertThat(client.get("/v1/projects/default/secrets/shop-m-users").raw().body()).contains("(sealed)").doesNotContain("ssss");

        var changed = post("/v1/preview", LABELS.replace("a.example.org", "b.example.org"));
        assertThat(changed.body().path("changes").toString()).contains("topology.routes.front.match", "Host(`a.example.org`)", "Host(`b.example.org`)").doesNotContain("ssss");
        assertThat(post("/v1/preview", LABELS).body().path("counts").path("unchanged").asInt()).as("the same files again").isEqualTo(2);
    }

    @Test
    void aRouteThatIsNoLongerDeclaredGoesButThoseOfAComponentThatStaysStay() {
        var two = LABELS + "  api:\n    image: nginx\n    expose: ['80']\n    labels:\n      traefik.http.routers.api.rule: Host(`api.example.org`)\n"
            + "      traefik.http.routers.more.rule: Host(`more.example.org`)\n";
        post("/v1/apply", two);
        assertThat(stored().topology().routes()).containsOnlyKeys("front", "api", "more");
        post("/v1/apply", two.substring(0, two.indexOf("      traefik.http.routers.more")));
        assertThat(stored().topology().routes()).as("its label is gone").containsOnlyKeys("front", "api");
        post("/v1/apply", LABELS);
        assertThat(stored().topology().routes()).as("its component is only not named").containsOnlyKeys("front", "api");
    }

    @Test
    void aRouteOfAnAssemblyIsChangedInTheAssembly() throws InterruptedException {
        post("/v1/apply", ASSEMBLY);
        var route = RouteSpec.of(Match.parse("Host(`a`)"), List.of(Target.of("web", 80)));
        var owned = Metadata.named("default", "shop-front").withOwner(client.plane.store.get(SHOP).orElseThrow().asOwner());
        client.plane.store.commit(List.of(new Write.Put(Resource.declared(owned, route), Write.Expected.ABSENT)), Optional.empty());
        var answer = client.send("DELETE", "/v1/projects/default/routes/shop-front", "");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.raw().body()).contains("belongs to assembly/shop");
    }

    @Test
    void whatARouteRefersToIsNamedWhenItIsMissing() {
        var route = "apiVersion: plimsoll/v1\nkind: Route\nmetadata: {name: front}\nspec:\n  match: Host(`a`)\n  targets: [{component: web, assembly: shop, port: 80}, {component: db, port: 80}]\n"
            + "  access: {basic: {secret: users}}\n---\n" + ASSEMBLY;
        assertThat(client.send("POST", "/v1/apply", request(route, "")).body().path("findings").toString()).contains("component/db does not exist", "secret/users does not exist")
            .doesNotContain("shop-web");
    }

    @Test
    void aRouteThatCanNeverBeRightIsRefusedAtItsLine() {
        var route = "apiVersion: plimsoll/v1\nkind: Route\nmetadata: {name: front}\nspec:\n  match: Hots(`a`)\n  targets: [{component: web, port: 80}]\n  access:\n    sources:\n      ranges: [10.0.0.0/33]\n";
        assertThat(client.send("POST", "/v1/apply", request(route, "")).body().path("findings").toString()).contains("\"line\":5", "\"line\":9", "10.0.0.0/33");
    }
}
