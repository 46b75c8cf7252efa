/// Certificates: [IssuerController] keeps accounts with authorities, [CertificateController] orders, renews and revokes, and [RouteCertificateController] makes certificates for routes that need one.
/// An order is written down before the authority is asked, and gone on with after a crash; [OrderLedger] counts orders so that no authority's limit is run into. Keys lie sealed in Secrets and
/// nowhere else. What is served under which name is in [ServedCertificates].
package dev.plimsoll.controllers.certificate;
