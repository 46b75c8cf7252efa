package dev.plimsoll.dns.route53;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// XML of answers. Whatever declares a document type is refused, so that no entity is ever expanded or fetched.
record Document(Element element) {
    /// None when it is no XML.
    static Optional<Document> read(byte[] text) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return Optional.of(new Document(builder.parse(new ByteArrayInputStream(text)).getDocumentElement()));
        } catch (SAXException | IOException noXml) {
            return Optional.empty();
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("the JDK's own parser has these features", impossible);
        }
    }

    String name() {
        return element.getTagName();
    }

    /// The children of that name.
    List<Document> all(String name) {
        var children = element.getChildNodes();
        return IntStream.range(0, children.getLength()).mapToObj(children::item).filter(child -> child.getNodeType() == Node.ELEMENT_NODE && child.getNodeName().equals(name)).map(child -> new Document((Element) child)).toList();
    }

    Optional<Document> one(String name) {
        return all(name).stream().findFirst();
    }

    /// The text of a child; empty when there is none.
    String text(String name) {
        return one(name).map(child -> child.element.getTextContent().strip()).orElse("");
    }

    String text() {
        return element.getTextContent().strip();
    }

    /// A value that may stand between tags.
    static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
