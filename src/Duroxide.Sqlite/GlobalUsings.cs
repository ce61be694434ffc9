global using Duroxide.Core;
global using Duroxide.Runtime;
global using SQLitePCL;
