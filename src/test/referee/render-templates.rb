# Renders the templates of a directory with ERB, as Puppet does: NAME.main.erb and NAME.master.erb with
# each NAME.K.vars (see render-templates.py), and tells which conditions of NAME.probes hold.
require "erb"

directory = ARGV[0]
names = Dir.children(directory).select { |f| f.end_with?(".erb") }.map { |f| f[0...f.index(".")] }
names.uniq.sort.each do |name|
  base = File.join(directory, name)
  Dir["#{base}.[0-9]*.vars"].each do |inventory|
    scope = Object.new
    File.readlines(inventory, chomp: true).each do |line|
      variable, type, value = line.split("\t", -1)
      scope.instance_variable_set("@#{variable}", type == "b" ? value == "true" : value)
    end
    inside = scope.instance_eval { binding }
    out = inventory.delete_suffix(".vars")
    %w[main master].each do |kind|
      file = "#{base}.#{kind}.erb"
      next unless File.exist?(file)
      File.write("#{out}.#{kind}.cf", ERB.new(File.read(file), trim_mode: "-").result(inside))
    end
    probes = File.exist?("#{base}.probes") ? File.readlines("#{base}.probes", chomp: true) : []
    holds = probes.map do |one|
      inside.eval(one) ? "true" : "false"
    rescue SyntaxError # a word of it is hidden
      "unknown"
    end
    File.write("#{out}.probes", holds.join("\n"))
  end
end
