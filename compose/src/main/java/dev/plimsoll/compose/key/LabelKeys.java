package dev.plimsoll.compose.key;

import java.util.LinkedHashMap;
import java.util.Map;

/// What becomes of Traefik's labels, without the words before them (`traefik.http.routers.NAME.` and the like). `<n>` stands for a name somebody
/// chooses, `<name>` for all that follows, `[n]` for a place in a list. Letters of either case are the same.
///
/// A label that is *refused* is a warning here, and the route it belongs to lets nobody in: what would have narrowed access, or led elsewhere, must
/// not be lost, and the components run all the same.
public final class LabelKeys {
    private static final String ELSEWHERE = "it is defined in Traefik's own files, which are not here";
    private static final String TLS_OPTIONS = "options of TLS, which may ask for client certificates, are in Traefik's own files";
    private static final String NO_PAGES = "an answer of one component cannot be replaced by another's";
    private static final String NO_BREAKER = "instances are taken out by health, not by an expression";
    private static final String NO_TELEMETRY = "what is measured is not chosen by route";
    private static final String ASK_ELSEWHERE = "asking another service who may come in is not provided";
    private static final String WITHOUT = "take it off the router, if the route may do without it";
    private static final String DIGEST = "digest authentication is not provided";

    private LabelKeys() {}

    /// All tables, by the beginning of the labels they are about, for the reference.
    static Map<String, KeyTable> all() {
        var tables = new LinkedHashMap<String, KeyTable>();
        tables.put("traefik.", TRAEFIK);
        tables.put("traefik.[SEGMENT.]", OLDER);
        tables.put("traefik.http.routers.NAME.", ROUTER);
        tables.put("traefik.http.services.NAME.", SERVICE);
        tables.put("traefik.http.middlewares.NAME.", MIDDLEWARE);
        tables.put("traefik.tcp.routers.NAME.", TCP_ROUTER);
        tables.put("traefik.tcp.services.NAME.", TCP_SERVICE);
        tables.put("traefik.tcp.middlewares.NAME.", TCP_MIDDLEWARE);
        return tables;
    }

    /// Labels that belong to no router, service or middleware.
    public static final KeyTable TRAEFIK = KeyTable.honouring("enable domain")
        .noting("tags", "there is one ingress, so nothing is chosen by tags")
        .noting("constraint-label", "there is one ingress, so nothing is chosen by it")
        .noting("docker.network", "instances are reached whatever their networks are")
        .noting("swarm.network", "instances are reached whatever their networks are")
        .noting("docker.lbswarm", "requests go to instances, not to a virtual address")
        .noting("swarm.lbswarm", "requests go to instances, not to a virtual address")
        .noting("docker.allownonrunning", "only running instances get requests")
        .warning("acme", "it is no label of Traefik", "name a resolver on the router")
        .warning("alias", "it is no label of Traefik", "write the names into the rule")
        .warning("host", "it is no label of Traefik", "write the names into the rule");

    /// Of v1, of a service or, with a segment's name before them, of one of its segments.
    public static final KeyTable OLDER = KeyTable.honouring("""
        port portIndex protocol weight backend backend.loadbalancer.method backend.loadbalancer.stickiness backend.loadbalancer.stickiness.cookieName
        backend.loadbalancer.stickiness.secure backend.loadbalancer.stickiness.httpOnly backend.loadbalancer.stickiness.sameSite backend.loadbalancer.sticky
        backend.healthcheck.path backend.healthcheck.port backend.healthcheck.interval backend.healthcheck.hostname backend.healthcheck.scheme
        backend.healthcheck.headers backend.maxconn.amount backend.maxconn.extractorfunc backend.buffering.maxRequestBodyBytes
        frontend.rule frontend.priority frontend.entryPoints frontend.passHostHeader frontend.auth.basic frontend.auth.basic.users frontend.auth.basic.removeHeader
        frontend.auth.headerField frontend.whiteList.sourceRange frontend.whiteList.useXForwardedFor frontend.whitelistSourceRange
        frontend.redirect.entryPoint frontend.redirect.regex frontend.redirect.replacement frontend.redirect.permanent
        frontend.rateLimit.extractorFunc frontend.rateLimit.rateSet.<n>.period frontend.rateLimit.rateSet.<n>.average frontend.rateLimit.rateSet.<n>.burst
        frontend.headers.customRequestHeaders frontend.headers.customResponseHeaders frontend.headers.SSLRedirect frontend.headers.SSLTemporaryRedirect
        frontend.headers.SSLHost frontend.headers.SSLForceHost frontend.headers.STSSeconds frontend.headers.STSIncludeSubdomains frontend.headers.STSPreload
        frontend.headers.forceSTSHeader frontend.headers.frameDeny frontend.headers.customFrameOptionsValue frontend.headers.contentTypeNosniff
        frontend.headers.browserXSSFilter frontend.headers.customBrowserXSSValue frontend.headers.contentSecurityPolicy frontend.headers.publicKey
        frontend.headers.referrerPolicy frontend.headers.allowedHosts""")
        .noting("backend.loadbalancer.swarm", "requests go to instances, not to a virtual address")
        .noting("backend.responseForwarding.flushInterval", "answers are passed on as they come")
        .noting("frontend.headers.isDevelopment", "headers are set everywhere alike")
        .warning("portName", "ports have no names here", "name the port's number")
        .warning("backend.circuitbreaker.expression", NO_BREAKER)
        .warning("backend.circuitbreaker", NO_BREAKER)
        .warning("backend.buffering.memRequestBodyBytes", "the ingress decides what it keeps in memory")
        .warning("backend.buffering.maxResponseBodyBytes", "answers may have any size")
        .warning("backend.buffering.memResponseBodyBytes", "the ingress decides what it keeps in memory")
        .warning("backend.buffering.retryExpression", "only instances that cannot be reached are tried again elsewhere")
        .warning("frontend.errors.<n>.status", NO_PAGES).warning("frontend.errors.<n>.backend", NO_PAGES).warning("frontend.errors.<n>.query", NO_PAGES)
        .warning("frontend.passTLSCert", "client certificates are not asked for").warning("frontend.passTLSClientCert.<name>", "client certificates are not asked for")
        .warning("frontend.headers.SSLProxyHeaders", "whether a request came by TLS is told by its connection")
        .warning("frontend.headers.hostsProxyHeaders", "the host is the one in the request")
        .warning("frontend.entryPoint", "it is no label of Traefik", "did you mean frontend.entryPoints?")
        .refusing("frontend.auth.basic.usersFile", "the file is Traefik's, which is not here", "name the users in frontend.auth.basic.users")
        .refusing("frontend.auth.digest", DIGEST, "use basic authentication over TLS").refusing("frontend.auth.digest.<name>", DIGEST, "use basic authentication over TLS")
        .refusing("frontend.auth.forward.<name>", ASK_ELSEWHERE, WITHOUT);

    public static final KeyTable ROUTER = KeyTable.honouring("rule ruleSyntax priority entrypoints service middlewares tls tls.certresolver tls.domains[n].main tls.domains[n].sans")
        .noting("observability.<name>", NO_TELEMETRY)
        .refusing("tls.options", TLS_OPTIONS, "remove it, if the ingress' own options will do");

    public static final KeyTable SERVICE = KeyTable.honouring("""
        loadbalancer.server.port loadbalancer.server.scheme loadbalancer.server.url loadbalancer.server.weight loadbalancer.passhostheader loadbalancer.strategy
        loadbalancer.sticky loadbalancer.sticky.cookie loadbalancer.sticky.cookie.name loadbalancer.sticky.cookie.secure loadbalancer.sticky.cookie.httponly
        loadbalancer.sticky.cookie.samesite loadbalancer.sticky.cookie.path loadbalancer.sticky.cookie.domain loadbalancer.sticky.cookie.maxage
        loadbalancer.healthcheck.path loadbalancer.healthcheck.port loadbalancer.healthcheck.interval loadbalancer.healthcheck.timeout
        loadbalancer.healthcheck.scheme loadbalancer.healthcheck.hostname loadbalancer.healthcheck.headers.<name> loadbalancer.healthcheck.method
        loadbalancer.healthcheck.status""")
        .noting("loadbalancer.responseforwarding.flushinterval", "answers are passed on as they come")
        .noting("loadbalancer.healthcheck.followredirects", "a redirect counts as well")
        .noting("loadbalancer.healthcheck.unhealthyinterval", "the interval is the same for all instances")
        .warning("loadbalancer.healthcheck.mode", "instances are asked by HTTP")
        .warning("loadbalancer.passivehealthcheck.<name>", "instances are asked actively")
        .warning("loadbalancer.server.preservepath", "a path in the server's address is not put before the request's")
        .warning("loadbalancer.serverstransport", ELSEWHERE)
        .refusing("weighted.<name>", "shares between services are not read from labels", "declare a Route with weighted targets")
        .refusing("mirroring.<name>", "requests are not copied", "name one service")
        .refusing("failover.<name>", "one service does not stand in for another", "name one service");

    public static final KeyTable MIDDLEWARE = KeyTable.honouring("""
        addprefix.prefix stripprefix.prefixes stripprefixregex.regex replacepath.path replacepathregex.regex replacepathregex.replacement
        redirectscheme.scheme redirectscheme.port redirectscheme.permanent redirectregex.regex redirectregex.replacement redirectregex.permanent
        basicauth basicauth.users basicauth.realm basicauth.removeheader basicauth.headerfield
        ipallowlist.sourcerange ipallowlist.rejectstatuscode ipallowlist.ipstrategy.depth ipallowlist.ipstrategy.excludedips
        ipwhitelist.sourcerange ipwhitelist.ipstrategy.depth ipwhitelist.ipstrategy.excludedips
        headers.customrequestheaders.<name> headers.customresponseheaders.<name> headers.accesscontrolalloworiginlist headers.accesscontrolalloworiginlistregex
        headers.accesscontrolallowmethods headers.accesscontrolallowheaders headers.accesscontrolexposeheaders headers.accesscontrolallowcredentials
        headers.accesscontrolmaxage headers.addvaryheader headers.allowedhosts headers.stsseconds headers.stsincludesubdomains headers.stspreload headers.forcestsheader
        headers.framedeny headers.customframeoptionsvalue headers.contenttypenosniff headers.browserxssfilter headers.custombrowserxssvalue
        headers.contentsecuritypolicy headers.contentsecuritypolicyreportonly headers.publickey headers.referrerpolicy headers.permissionspolicy headers.featurepolicy
        headers.sslredirect headers.ssltemporaryredirect headers.sslhost headers.sslforcehost
        ratelimit.average ratelimit.burst ratelimit.period ratelimit.sourcecriterion.requestheadername ratelimit.sourcecriterion.requesthost
        inflightreq.amount inflightreq.sourcecriterion.requestheadername inflightreq.sourcecriterion.requesthost
        retry.attempts retry.initialinterval buffering.maxrequestbodybytes compress chain.middlewares""")
        .noting("stripprefix.forceslash", "a path left empty always becomes /")
        .noting("compress.<name>", "the ingress decides what is worth compressing")
        .noting("headers.isdevelopment", "headers are set everywhere alike")
        .noting("contenttype.<name>", "the type of an answer is not guessed").noting("contenttype", "the type of an answer is not guessed")
        .warning("headers.sslproxyheaders.<name>", "whether a request came by TLS is told by its connection")
        .warning("headers.hostsproxyheaders", "the host is the one in the request")
        .warning("ratelimit.sourcecriterion.ipstrategy.<name>", "the connection's address counts")
        .warning("inflightreq.sourcecriterion.ipstrategy.<name>", "the connection's address counts")
        .warning("ipallowlist.ipstrategy.ipv6subnet", "addresses count as they are").warning("ipwhitelist.ipstrategy.ipv6subnet", "addresses count as they are")
        .warning("buffering.memrequestbodybytes", "the ingress decides what it keeps in memory").warning("buffering.memresponsebodybytes", "the ingress decides what it keeps in memory")
        .warning("buffering.maxresponsebodybytes", "answers may have any size")
        .warning("buffering.retryexpression", "only instances that cannot be reached are tried again elsewhere")
        .warning("circuitbreaker.<name>", NO_BREAKER).warning("errors.<name>", NO_PAGES)
        .warning("passtlsclientcert.<name>", "client certificates are not asked for").warning("grpcweb.<name>", "gRPC-Web is not translated")
        .refusing("basicauth.usersfile", "the file is Traefik's, which is not here", "name the users in basicauth.users")
        .refusing("digestauth.<name>", DIGEST, "use basicauth over TLS")
        .refusing("forwardauth.<name>", ASK_ELSEWHERE, WITHOUT)
        .refusing("plugin.<name>", "plugins are not run", WITHOUT);

    public static final KeyTable TCP_ROUTER = KeyTable.honouring("""
        rule ruleSyntax priority entrypoints service middlewares tls tls.passthrough tls.certresolver tls.domains[n].main tls.domains[n].sans""")
        .refusing("tls.options", TLS_OPTIONS, "remove it, if the ingress' own options will do");

    public static final KeyTable TCP_SERVICE = KeyTable.honouring("loadbalancer.server.port loadbalancer.server.tls loadbalancer.proxyprotocol.version loadbalancer.proxyprotocol")
        .noting("loadbalancer.terminationdelay", "a connection is closed when both sides are done")
        .warning("loadbalancer.serverstransport", ELSEWHERE);

    public static final KeyTable TCP_MIDDLEWARE = KeyTable.honouring("ipallowlist.sourcerange ipwhitelist.sourcerange inflightconn.amount");
}
