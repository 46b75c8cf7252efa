/// What certificates and those who issue them are made of: external accounts, orders that are under way, and their challenges. Values only.
package dev.plimsoll.model.certificate;
