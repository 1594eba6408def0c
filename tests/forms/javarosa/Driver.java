import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.javarosa.core.model.CoreModelModule;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.core.services.PrototypeManager;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.model.xform.XPathReference;
import org.javarosa.xform.util.XFormAnswerDataParser;
import org.javarosa.xform.util.XFormUtils;
import org.javarosa.xpath.XPathParseTool;
import org.javarosa.xpath.expr.XPathFuncExpr;
import org.opendatakit.validate.StubPropertyManager;

/** One command a line in, one answer a line out. Fields are separated by tabs; texts are base64 of UTF-8. */
public class Driver {
    private static FormDef form;
    private static FormEntryModel model;
    private static FormEntryController controller;

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
        System.setOut(new PrintStream(PrintStream.nullOutputStream()));
        System.setErr(System.out);
        PrototypeManager.registerPrototypes(CoreModelModule.classNames);
        PrototypeManager.registerPrototypes(JavaRosaCoreModule.classNames);
        new XFormsModule().registerModule();
        PropertyManager.setPropertyManager(new StubPropertyManager());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try {
                out.println("ok\t" + encoded(follow(line.split("\t", -1))));
            } catch (Throwable error) {
                out.println("error\t" + encoded(error.toString()));
            }
        }
    }

    private static String follow(String[] command) throws Exception {
        switch (command[0]) {
            case "load": return load(command[1]);
            case "set": return set(command[1], decoded(command[2]));
            case "add": return add(command[1]);
            case "remove": return remove(command[1]);
            case "choices": return choices(command[1]);
            case "evaluate": return evaluate(decoded(command[1]));
            default: return submission();
        }
    }

    private static String load(String path) throws Exception {
        form = XFormUtils.getFormFromFormXml(path, null);
        model = new FormEntryModel(form);
        controller = new FormEntryController(model);
        form.initialize(true, new InstanceInitializationFactory());
        return "";
    }

    private static String set(String path, String value) throws Exception {
        walk();
        TreeReference place = reference(path);
        TreeElement element = form.getMainInstance().resolveReference(place);
        FormIndex index = find(place, FormEntryController.EVENT_QUESTION);
        QuestionDef question = model.getQuestionPrompt(index).getQuestion();
        IAnswerData data =
            value.isEmpty() ? null : XFormAnswerDataParser.getAnswerData(value, element.getDataType(), question);
        controller.saveAnswer(index, data, true);
        return "";
    }

    private static String add(String path) throws Exception {
        walk();
        TreeReference place = reference(path);
        TreeElement parent = form.getMainInstance().resolveReference(place.getParentRef());
        place.setMultiplicity(place.size() - 1, parent.getChildMultiplicity(place.getNameLast()));
        controller.newRepeat(find(place, FormEntryController.EVENT_PROMPT_NEW_REPEAT));
        return "";
    }

    private static String remove(String path) {
        controller.deleteRepeat(find(reference(path), FormEntryController.EVENT_REPEAT));
        return "";
    }

    private static String choices(String path) {
        StringBuilder found = new StringBuilder();
        FormIndex index = find(reference(path), FormEntryController.EVENT_QUESTION);
        for (SelectChoice choice : model.getQuestionPrompt(index).getSelectChoices()) {
            found.append(choice.getValue()).append(' ');
        }
        return found.toString();
    }

    private static String evaluate(String expression) throws Exception {
        TreeReference root = form.getMainInstance().getRoot().getRef();
        EvaluationContext context = new EvaluationContext(form.getEvaluationContext(), root);
        return XPathFuncExpr.toString(XPathParseTool.parseXPath(expression).eval(form.getMainInstance(), context));
    }

    private static String submission() throws Exception {
        walk();
        form.postProcessInstance();
        byte[] bytes = new XFormSerializingVisitor().serializeInstance(form.getMainInstance(), new XPathReference("/"));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Goes once through every screen: only then are the rows that a count asks for made. */
    private static void walk() {
        find(null, FormEntryController.EVENT_END_OF_FORM);
    }

    private static FormIndex find(TreeReference place, int event) {
        controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        FormIndex index = model.incrementIndex(model.getFormIndex());
        for (; index.isInForm(); index = model.incrementIndex(index)) {
            controller.jumpToIndex(index);
            if (place != null && place.equals(index.getReference()) && model.getEvent(index) == event) {
                return index;
            }
        }
        return null;
    }

    private static TreeReference reference(String path) {
        TreeReference found = TreeReference.rootRef();
        for (String step : path.substring(1).split("/")) {
            int bracket = step.indexOf('[');
            String name = bracket < 0 ? step : step.substring(0, bracket);
            found.add(name, bracket < 0 ? 0 : Integer.parseInt(step.substring(bracket + 1, step.length() - 1)) - 1);
        }
        return found;
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
