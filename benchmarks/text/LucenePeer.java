// Lucene 8 on the same corpus: MoreLikeThis over three-syllable shingles as a copy check, BM25 with highlighting as a search.
// Arguments: corpus, documents, drafts, questions, folder. Prints name=value lines; times are CPU, JIT and GC included in builds.
import java.io.*;
import java.lang.management.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.text.Normalizer;
import java.util.*;
import org.apache.lucene.analysis.*;
import org.apache.lucene.analysis.core.LowerCaseFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.shingle.ShingleFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.queries.mlt.MoreLikeThis;
import org.apache.lucene.search.*;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.*;
import org.apache.lucene.util.QueryBuilder;

public class LucenePeer {
  static Analyzer analyzer(boolean shingles) {
    return new Analyzer() {
      @Override protected TokenStreamComponents createComponents(String field) {
        Tokenizer source = new StandardTokenizer();
        TokenStream stream = new ASCIIFoldingFilter(new LowerCaseFilter(source));
        if (shingles) {
          ShingleFilter shingle = new ShingleFilter(stream, 3, 3);
          shingle.setOutputUnigrams(false);
          stream = shingle;
        }
        return new TokenStreamComponents(source, stream);
      }
    };
  }

  static final com.sun.management.OperatingSystemMXBean os = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  static double processCpu() { return os.getProcessCpuTime() / 1e9; }
  static double threadCpu() { return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6; }
  static double percentile(List<Double> values, double p) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(Math.min(sorted.size() - 1, (int) (p * sorted.size())));
  }
  static String read(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
  static long folderSize(Path folder) throws IOException {
    try (var files = Files.walk(folder)) { return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum(); }
  }

  static void build(String name, Path folder, String corpus, int documents, Analyzer analyzer, FieldType type) throws IOException {
    double start = processCpu();
    long bytes = 0;
    try (Directory directory = FSDirectory.open(folder);
         DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(corpus), 1 << 20))) {
      IndexWriterConfig config = new IndexWriterConfig(analyzer);
      config.setRAMBufferSizeMB(256);
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        for (int i = 0; i < documents; i++) {
          String text = read(in);
          bytes += text.length();
          Document document = new Document();
          document.add(new StoredField("id", i));
          document.add(new Field("text", Normalizer.normalize(text, Normalizer.Form.NFC), type));
          writer.addDocument(document);
        }
        writer.forceMerge(1);
      }
    }
    double cpu = processCpu() - start;
    long read = 0;
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(corpus), 1 << 20))) {
      for (int i = 0; i < documents; i++) { int n = in.readInt(); in.skipBytes(n); read += n + 4; }
    }
    System.out.printf(Locale.ROOT, "%s_build_docs_cpu_s=%.0f%n%s_build_mb_cpu_s=%.2f%n%s_bytes_doc=%.0f%n", name, documents / cpu, name,
        read / 1e6 / cpu, name, folderSize(folder) / (double) documents);
  }

  public static void main(String[] args) throws Exception {
    String corpus = args[0];
    int documents = Integer.parseInt(args[1]);
    Path folder = Paths.get(args[4]);

    FieldType shingled = new FieldType();
    shingled.setTokenized(true);
    shingled.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    shingled.freeze();
    Analyzer shingles = analyzer(true);
    build("mlt", folder.resolve("mlt"), corpus, documents, shingles, shingled);
    List<Integer> sources = new ArrayList<>();
    List<String> drafts = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(args[2])))) {
      while (in.available() > 0) {
        sources.add(in.readInt());
        drafts.add(read(in));
      }
    }
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder.resolve("mlt")))) {
      IndexSearcher searcher = new IndexSearcher(reader);
      List<Double> times = new ArrayList<>();
      int right = 0;
      for (int round = 0; round < 3; round++) {  // the first two warm the JIT
        times.clear();
        right = 0;
        for (int i = 0; i < drafts.size(); i++) {
          double start = threadCpu();
          MoreLikeThis more = new MoreLikeThis(reader);
          more.setAnalyzer(shingles);
          more.setFieldNames(new String[] {"text"});
          more.setMinTermFreq(1);
          more.setMinDocFreq(1);
          more.setMaxQueryTerms(200);
          more.setMaxNumTokensParsed(100000);
          TopDocs top = searcher.search(more.like("text", new StringReader(drafts.get(i))), 10);
          if (top.scoreDocs.length > 0 && searcher.doc(top.scoreDocs[0].doc).getField("id").numericValue().intValue() == sources.get(i)) right++;
          times.add(threadCpu() - start);
        }
      }
      System.out.printf(Locale.ROOT, "mlt_recall_at_1=%.3f%nmlt_p50_ms=%.2f%nmlt_p99_ms=%.2f%n", right / (double) drafts.size(), percentile(times, 0.5), percentile(times, 0.99));
    }

    FieldType searched = new FieldType();
    searched.setTokenized(true);
    searched.setStored(true);
    searched.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    searched.freeze();
    Analyzer words = analyzer(false);
    build("bm25", folder.resolve("bm25"), corpus, documents, words, searched);
    List<Query> queries = new ArrayList<>();
    QueryBuilder builder = new QueryBuilder(words);
    for (String line : Files.readAllLines(Paths.get(args[3]), StandardCharsets.UTF_8)) {
      String[] parts = line.split("\t", 2);
      Query query = parts[0].equals("phrase") ? builder.createPhraseQuery("text", parts[1]) : builder.createBooleanQuery("text", parts[1], BooleanClause.Occur.MUST);
      if (query != null) queries.add(query);
    }
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder.resolve("bm25")))) {
      IndexSearcher searcher = new IndexSearcher(reader);
      UnifiedHighlighter highlighter = new UnifiedHighlighter(searcher, words);
      highlighter.setMaxLength(1 << 20);
      List<Double> times = new ArrayList<>();
      long shown = 0;
      for (int round = 0; round < 5; round++) {
        times.clear();
        for (Query query : queries) {
          double start = threadCpu();
          TopDocs top = searcher.search(query, 10);
          for (String s : highlighter.highlight("text", query, top)) shown += s == null ? 0 : s.length();
          times.add(threadCpu() - start);
        }
      }
      System.out.printf(Locale.ROOT, "bm25_highlight_p50_ms=%.2f%nbm25_highlight_p99_ms=%.2f%n", percentile(times, 0.5), percentile(times, 0.99));
      if (shown == 0) System.out.println("bm25 showed nothing");
    }
  }
}
