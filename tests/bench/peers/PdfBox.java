import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.apache.pdfbox.util.Matrix;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** usage: PdfBox PAGE.json [KEY.p12]: PDFBox draws, BouncyCastle signs. See README.md. */
final class PdfBox {
    private static final char[] PASSPHRASE = "bench".toCharArray();
    private static final int SIGNATURE_SIZE = 3000; // bytes kept free; RSA-3072 needs some 1,800

    /** As page.js writes it. */
    private static final class Page {
        float width, height;
        Map<String, String> fonts;
        List<Item> items;
    }

    private static final class Item {
        String what, font, text;
        boolean even_odd;
        float[] colour, matrix;
        float width, size, spacing;
        int cap;
        Object[][] path;
    }

    private final Page page;
    private final Map<String, TrueTypeFont> typefaces = new HashMap<>();
    private PrivateKey key;
    private CMSSignedDataGenerator cms;

    private PdfBox(String[] args) throws Exception {
        String json = Files.readString(Path.of(args[0])).replace("\"do\":", "\"what\":");
        page = new Gson().fromJson(json, Page.class);
        for (Map.Entry<String, String> font : page.fonts.entrySet())
            typefaces.put(font.getKey(), new TTFParser().parse(new File(font.getValue())));
        if (args.length > 1)
            openKey(Path.of(args[1]));
    }

    private void openKey(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSPHRASE);
        }
        String alias = store.aliases().nextElement();
        key = (PrivateKey) store.getKey(alias, PASSPHRASE);
        X509Certificate certificate = (X509Certificate) store.getCertificate(alias);
        BouncyCastleProvider provider = new BouncyCastleProvider();
        String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        ContentSigner signer = new JcaContentSignerBuilder(algorithm).setProvider(provider).build(key);
        cms = new CMSSignedDataGenerator();
        cms.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(
                new JcaDigestCalculatorProviderBuilder().setProvider(provider).build())
                .build(signer, certificate));
        cms.addCertificates(new JcaCertStore(List.of(certificate)));
    }

    private static float number(Object[] step, int at) {
        return ((Double) step[at]).floatValue();
    }

    private static void trace(PDPageContentStream out, Object[][] path) throws IOException {
        for (Object[] step : path)
            switch ((String) step[0]) {
            case "M" -> out.moveTo(number(step, 1), number(step, 2));
            case "L" -> out.lineTo(number(step, 1), number(step, 2));
            case "C" -> out.curveTo(number(step, 1), number(step, 2), number(step, 3),
                    number(step, 4), number(step, 5), number(step, 6));
            case "R" -> out.addRect(number(step, 1), number(step, 2), number(step, 3), number(step, 4));
            default -> out.closePath();
            }
    }

    private static void fill(PDPageContentStream out, Item item) throws IOException {
        out.setNonStrokingColor(item.colour[0], item.colour[1], item.colour[2]);
        trace(out, item.path);
        if (item.even_odd)
            out.fillEvenOdd();
        else
            out.fill();
    }

    private static void stroke(PDPageContentStream out, Item item) throws IOException {
        out.setStrokingColor(item.colour[0], item.colour[1], item.colour[2]);
        out.setLineWidth(item.width);
        out.setLineCapStyle(item.cap);
        trace(out, item.path);
        out.stroke();
    }

    private static void text(PDPageContentStream out, Item item, PDFont font) throws IOException {
        out.beginText();
        out.setNonStrokingColor(item.colour[0], item.colour[1], item.colour[2]);
        out.setFont(font, item.size);
        out.setCharacterSpacing(item.spacing);
        out.showText(item.text);
        out.endText();
    }

    private static void draw(PDPageContentStream out, Item item, PDFont font) throws IOException {
        float[] m = item.matrix;
        out.saveGraphicsState();
        out.transform(new Matrix(m[0], m[1], m[2], m[3], m[4], m[5]));
        switch (item.what) {
        case "fill" -> fill(out, item);
        case "stroke" -> stroke(out, item);
        default -> text(out, item, font);
        }
        out.restoreGraphicsState();
    }

    private byte[] drawn() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PDPage leaf = new PDPage(new PDRectangle(page.width, page.height));
            document.addPage(leaf);
            Map<String, PDFont> fonts = new HashMap<>();
            for (Map.Entry<String, TrueTypeFont> face : typefaces.entrySet())
                fonts.put(face.getKey(), PDType0Font.load(document, face.getValue(), true));
            try (PDPageContentStream out = new PDPageContentStream(document, leaf)) {
                for (Item item : page.items)
                    draw(out, item, fonts.get(item.font));
            }
            document.save(whole);
        }
        return whole.toByteArray();
    }

    private byte[] signed(InputStream content) throws IOException {
        try {
            return cms.generate(new CMSProcessableByteArray(content.readAllBytes()), false).getEncoded();
        } catch (org.bouncycastle.cms.CMSException e) {
            throw new IOException(e);
        }
    }

    /** PDFBox signs what it has loaded, by appending to it. */
    private byte[] make() throws IOException {
        byte[] drawn = drawn();
        if (key == null)
            return drawn;
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (PDDocument document = PDDocument.load(drawn);
                SignatureOptions options = new SignatureOptions()) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
            signature.setName("Bench");
            signature.setReason("Certificate of competence");
            signature.setSignDate(Calendar.getInstance());
            options.setPreferredSignatureSize(SIGNATURE_SIZE);
            document.addSignature(signature, this::signed, options);
            document.saveIncremental(whole);
        }
        return whole.toByteArray();
    }

    private static double usedSeconds() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }

    public static void main(String[] args) throws Exception {
        PdfBox peer = new PdfBox(args);
        byte[] last = {};
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = orders.readLine()) != null;) {
            String[] order = line.split(" ", 2);
            if (order[0].equals("make"))
                for (int i = Integer.parseInt(order[1]); i > 0; i--)
                    last = peer.make();
            else
                Files.write(Path.of(order[1]), last);
            System.out.println(usedSeconds() + " " + last.length);
        }
    }
}
